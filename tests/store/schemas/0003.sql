BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE aliases (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	spelling TEXT NOT NULL, 
	code TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	created_at VARCHAR(40) NOT NULL
);
INSERT INTO "aliases" VALUES(1,'Venloo','GM0983','typefout','Anna','2026-11-21T12:00:00.000000+00:00');
CREATE TABLE audit (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	created_at VARCHAR(40) NOT NULL, 
	actor TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	action VARCHAR(40) NOT NULL, 
	object TEXT NOT NULL, 
	result VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL
, hash VARCHAR(64) DEFAULT '' NOT NULL);
INSERT INTO "audit" VALUES(1,'2026-11-21T12:00:00.000000+00:00','Anna','app','upload','8cf8c3a5c27614b8-fe1757f6 venlo-1.csv','aanvaard','','082f86ce467f6f8f8e7b18e2bb82f8b4e64028da76ccb48277147a2448439d96');
INSERT INTO "audit" VALUES(2,'2026-11-21T12:00:00.000000+00:00','Anna','app','publiceren','v1-81031883','geslaagd','eerste','6f72efda10c82fe41b444dcca0f7a8f4dee33663ea58867229ba6aab9a8a63ab');
INSERT INTO "audit" VALUES(3,'2026-11-21T12:00:00.000000+00:00','Bo','app','correctie vastleggen','c-89e06fe8b319 venlo.csv!B2 waarde','geslaagd','typefout in de bron','41e39e0cc03f463ebb91976c8c7c5980f4594c8d400dc0408af0b1c58a00637a');
INSERT INTO "audit" VALUES(4,'2026-11-21T12:00:00.000000+00:00','Anna','app','upload','e576801ab01c2ae7-b5d5d18a venlo-2.csv','aanvaard','','a25f20d9722289ce6c0d687292dbce41adb0966beb01d8d290d19058ac274c1b');
INSERT INTO "audit" VALUES(5,'2026-11-21T12:00:00.000000+00:00','Bo','app','publiceren','v2-4f4c7771','geslaagd','tweede','f82bbd43824790685ff5b1700a872bf9a35abf9b23ada670ed79d3a3c9227ec6');
INSERT INTO "audit" VALUES(6,'2026-11-21T12:00:00.000000+00:00','Anna','app','bron kiezen','GM0983 bron','geslaagd','nieuwste','6cbfb8ce34df775354e0a6a54c890676a0916daabdfa5916b82c6f1de3705712');
INSERT INTO "audit" VALUES(7,'2026-11-21T12:00:00.000000+00:00','Anna','app','upload','d727c83f98fcdeca-d3e4242d venlo-3.csv','aanvaard','','8372fe19c031fb19c5e31c0f94196b5e7b8436ab9c8ee816f9f4886c001d3bb8');
INSERT INTO "audit" VALUES(8,'2026-11-21T12:00:00.000000+00:00','Bo','app','wissen','d727c83f98fcdeca-d3e4242d','geslaagd','namen','43e3463852479e440a9cc0cc2fa40789d76345eac4b8a9fc478b2bc6230e0975');
INSERT INTO "audit" VALUES(9,'2026-11-21T12:00:00.000000+00:00','Anna','app','layout bewaren','mijn-lijst','geslaagd','lijst','415161e3bbcde019c2ac84382ed42260663492ed181f31f2c2b654a3287da468');
INSERT INTO "audit" VALUES(10,'2026-11-21T12:00:00.000000+00:00','Anna','app','schrijfwijze vastleggen','Venloo GM0983','geslaagd','typefout','9b31acc4308fbd8119a2e0f4f09f58f18342f9e75c1aac8bf8fcaf84e8d8d3e4');
INSERT INTO "audit" VALUES(11,'2026-11-21T12:00:00.000000+00:00','Bo','app','bezwaar','bezwaar-1 bezwaar GM0983','geslaagd','plekken','7352c049c94243b78738b57917a11ad41e7d5de6682906978010a3a64b6c4463');
INSERT INTO "audit" VALUES(12,'2026-11-21T12:00:00.000000+00:00','Bo','app','signaal','venster|venlo later','geslaagd','eerst de raad','331893cb2913d61869f429698a7fe5eec6a163a9fbee98dcc8321407be4011bd');
INSERT INTO "audit" VALUES(13,'2026-11-21T12:00:00.000000+00:00','Anna','app','invoeren','i1-77e254e316cc022f locaties GM0983-m951f7f5d nieuw','geslaagd','besluit van het college','d24301fbe977b366cbbac1caca5feca664bad892efbfebd8877e7513ccf509cc');
INSERT INTO "audit" VALUES(14,'2026-11-21T12:00:00.000000+00:00','Anna','app','publiceren','v3-9c2d70fa','geslaagd','derde','1178c4c797278a5117c66e980ed17ce50050031e051ee4a23fa7924e3cd3ad94');
CREATE TABLE corrections (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(32) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	body TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	created_at VARCHAR(40) NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "corrections" VALUES(1,'c-89e06fe8b319','e576801ab01c2ae724b8bf2a49892f5e042981f2d9f9673a32ea79ddc66cdff1','{"frame":"cijfers","sha256":"e576801ab01c2ae724b8bf2a49892f5e042981f2d9f9673a32ea79ddc66cdff1","bron_cel":"venlo.csv!B2","veld":"waarde","was":"2","wordt":"20","actie":"vervang","reden":"typefout in de bron","gemeld_op":null,"gemeld_bij":""}','Bo','2026-11-21T12:00:00.000000+00:00');
CREATE TABLE entries (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(32) NOT NULL, 
	frame VARCHAR(40) NOT NULL, 
	object_id TEXT NOT NULL, 
	is_vertrouwelijk BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	created_at VARCHAR(40) NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "entries" VALUES(1,'i1-77e254e316cc022f','locaties','GM0983-m951f7f5d',0,'{"frame":"locaties","object_id":"GM0983-m951f7f5d","actie":"nieuw","velden":[{"veld":"gebied_code","was":"","wordt":"GM0983"},{"veld":"naam","was":"","wordt":"Abdij"},{"veld":"type","was":"","wordt":"azc"},{"veld":"stadium","was":"","wordt":"besluit"},{"veld":"plekken","was":"","wordt":"100"},{"veld":"locatie_id","was":"","wordt":"GM0983-m951f7f5d"},{"veld":"zekerheid","was":"","wordt":"besloten"},{"veld":"waarde_status","was":"","wordt":"definitief"}],"reden":"besluit van het college","is_eigen":false}','Anna','2026-11-21T12:00:00.000000+00:00');
CREATE TABLE layouts (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(100) NOT NULL, 
	titel TEXT NOT NULL, 
	toml TEXT NOT NULL, 
	note TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	created_at VARCHAR(40) NOT NULL
);
INSERT INTO "layouts" VALUES(1,'mijn-lijst','Mijn lijst','
id = "mijn-lijst"
titel = "Mijn lijst"

[[blad]]
titel = "Cijfers"
velden = { maat = "realisatie" }

[[blad.kolom]]
rol = "gebied"
kop = ["Gemeente"]
verplicht = true

[[blad.kolom]]
rol = "waarde"
kop = ["Plekken"]
','lijst','Anna','2026-11-21T12:00:00.000000+00:00');
CREATE TABLE preferences (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fact_key TEXT NOT NULL, 
	bron_id TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	created_at VARCHAR(40) NOT NULL
);
INSERT INTO "preferences" VALUES(1,'GM0983','bron','Anna','nieuwste','2026-11-21T12:00:00.000000+00:00');
CREATE TABLE settings (
	name VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "settings" VALUES('soort','echt');
CREATE TABLE signal_decisions (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	signaal_id VARCHAR(200) NOT NULL, 
	sleutel VARCHAR(64), 
	body TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	created_at VARCHAR(40) NOT NULL, 
	UNIQUE (sleutel)
);
INSERT INTO "signal_decisions" VALUES(1,'venster|venlo',NULL,'{"signaal_id":"venster|venlo","besluit":"later","tot":"2027-01-01","notitie":"eerst de raad","sleutel":""}','Bo','2026-11-21T12:00:00.000000+00:00');
CREATE TABLE steps (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	bezwaar VARCHAR(40) NOT NULL, 
	sleutel VARCHAR(64), 
	body TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	created_at VARCHAR(40) NOT NULL, 
	UNIQUE (sleutel)
);
INSERT INTO "steps" VALUES(1,'bezwaar-1',NULL,'{"bezwaar":"bezwaar-1","gebied_code":"GM0983","doelgroep":"asielzoekers","onderwerp":"plekken","feit":"","soort":"bezwaar","datum":"2026-11-02","tekst":"Het zijn er 12.","versie":"","sleutel":""}','Bo','2026-11-21T12:00:00.000000+00:00');
CREATE TABLE tombstones (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	sha256 VARCHAR(64) NOT NULL, 
	upload_id VARCHAR(32) NOT NULL, 
	with_frames BOOLEAN NOT NULL, 
	actor TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	created_at VARCHAR(40) NOT NULL, 
	FOREIGN KEY(upload_id) REFERENCES uploads (id)
);
INSERT INTO "tombstones" VALUES(1,'d727c83f98fcdecafe91b6335bfd629931da9b591c7eb6d5c00ab70f218292b2','d727c83f98fcdeca-d3e4242d',0,'Bo','namen','2026-11-21T12:00:00.000000+00:00');
CREATE TABLE upload_files (
	upload_id VARCHAR(32) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	rows INTEGER NOT NULL, 
	PRIMARY KEY (upload_id, role, name), 
	FOREIGN KEY(upload_id) REFERENCES uploads (id)
);
INSERT INTO "upload_files" VALUES('8cf8c3a5c27614b8-fe1757f6','frame','bronnen','eb6a2196184743e364d112b40f530dc028f3cd3d9761662d831d1513a1c37eda',1);
INSERT INTO "upload_files" VALUES('8cf8c3a5c27614b8-fe1757f6','frame','cijfers','a109b5b6ad4f2f2d25c38eddc3ddd6e083f340a568e0bb3440bf5a208be3063d',1);
INSERT INTO "upload_files" VALUES('8cf8c3a5c27614b8-fe1757f6','aside','issues','a08fe66af2769bb49b7e21345e819654021365fecd83103470e6ff1dd7e7e314',1);
INSERT INTO "upload_files" VALUES('8cf8c3a5c27614b8-fe1757f6','aside','dropped','21840b83496f3b002a0e1b7cd7a8af8a4bdb2bf12ed844b91528722e3bf9310e',1);
INSERT INTO "upload_files" VALUES('e576801ab01c2ae7-b5d5d18a','frame','bronnen','b54ef8232ca7484614af62120188defbb59a67efd0eecc3960879f86d30790bd',1);
INSERT INTO "upload_files" VALUES('e576801ab01c2ae7-b5d5d18a','frame','cijfers','6de51ef475aab192f1b590e86c8594ebe91bea44ac1d87c42f465c186808fdc4',1);
INSERT INTO "upload_files" VALUES('e576801ab01c2ae7-b5d5d18a','aside','issues','a08fe66af2769bb49b7e21345e819654021365fecd83103470e6ff1dd7e7e314',1);
INSERT INTO "upload_files" VALUES('e576801ab01c2ae7-b5d5d18a','aside','dropped','21840b83496f3b002a0e1b7cd7a8af8a4bdb2bf12ed844b91528722e3bf9310e',1);
INSERT INTO "upload_files" VALUES('d727c83f98fcdeca-d3e4242d','frame','bronnen','8ad8f4c56bca814b8d0f14e273cbcc9fbaee9205e6604f56fec6c36d8dba561d',1);
INSERT INTO "upload_files" VALUES('d727c83f98fcdeca-d3e4242d','frame','cijfers','e37f91df35c94cd5148d214385a53413fcd2d8388e74dcd69611e586c067a245',1);
INSERT INTO "upload_files" VALUES('d727c83f98fcdeca-d3e4242d','aside','issues','a08fe66af2769bb49b7e21345e819654021365fecd83103470e6ff1dd7e7e314',1);
INSERT INTO "upload_files" VALUES('d727c83f98fcdeca-d3e4242d','aside','dropped','21840b83496f3b002a0e1b7cd7a8af8a4bdb2bf12ed844b91528722e3bf9310e',1);
CREATE TABLE uploads (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(32) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	actor TEXT NOT NULL, 
	is_verified BOOLEAN NOT NULL, 
	created_at VARCHAR(40) NOT NULL, 
	layout_id TEXT NOT NULL, 
	layout_titel TEXT NOT NULL, 
	uitkomst VARCHAR(20) NOT NULL, 
	origin TEXT NOT NULL, 
	is_voorbeeld BOOLEAN NOT NULL, 
	reading VARCHAR(64) NOT NULL, 
	issue_counts TEXT NOT NULL, 
	provenance TEXT NOT NULL, 
	answers TEXT NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "uploads" VALUES(1,'8cf8c3a5c27614b8-fe1757f6','8cf8c3a5c27614b869770fea66f9477a981f50cdca709bf17d74a5d8bdceb04b','venlo-1.csv',25,'Anna',0,'2026-11-21T12:00:00.000000+00:00','proef','Proef','aanvaard','app',0,'fe1757f6854808ca7422240fab5953a23491204a5ff56dd6ae816a77ae231450','{"waarschuwing": 1}','{"kind": "csv", "layout_id": "proef", "layout_title": "Proef", "lezen": "geweigerd", "name": "venlo.csv", "rows_dropped": 0, "rows_in": 0, "rows_refused": 0, "rows_taken": 0, "sha256": "8cf8c3a5c27614b869770fea66f9477a981f50cdca709bf17d74a5d8bdceb04b", "sheets": [], "size": 25, "uitkomst": "aanvaard"}','{}');
INSERT INTO "uploads" VALUES(2,'e576801ab01c2ae7-b5d5d18a','e576801ab01c2ae724b8bf2a49892f5e042981f2d9f9673a32ea79ddc66cdff1','venlo-2.csv',25,'Anna',0,'2026-11-21T12:00:00.000000+00:00','proef','Proef','aanvaard','app',0,'b5d5d18a99a6ba69f91f8be8ac014f07c8e7e42c0425919b05b1b2a56cb04f71','{"waarschuwing": 1}','{"kind": "csv", "layout_id": "proef", "layout_title": "Proef", "lezen": "geweigerd", "name": "venlo.csv", "rows_dropped": 0, "rows_in": 0, "rows_refused": 0, "rows_taken": 0, "sha256": "e576801ab01c2ae724b8bf2a49892f5e042981f2d9f9673a32ea79ddc66cdff1", "sheets": [], "size": 25, "uitkomst": "aanvaard"}','{}');
INSERT INTO "uploads" VALUES(3,'d727c83f98fcdeca-d3e4242d','d727c83f98fcdecafe91b6335bfd629931da9b591c7eb6d5c00ab70f218292b2','venlo-3.csv',25,'Anna',0,'2026-11-21T12:00:00.000000+00:00','proef','Proef','aanvaard','app',0,'d3e4242d8a6c740d5a50bd7b4f5447e07a11bd0f7559ea15a2b9f4df7b033c73','{"waarschuwing": 1}','{"kind": "csv", "layout_id": "proef", "layout_title": "Proef", "lezen": "geweigerd", "name": "venlo.csv", "rows_dropped": 0, "rows_in": 0, "rows_refused": 0, "rows_taken": 0, "sha256": "d727c83f98fcdecafe91b6335bfd629931da9b591c7eb6d5c00ab70f218292b2", "sheets": [], "size": 25, "uitkomst": "aanvaard"}','{}');
CREATE TABLE version_corrections (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	correction_id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version, position), 
	UNIQUE (version, correction_id), 
	FOREIGN KEY(version) REFERENCES versions (number), 
	FOREIGN KEY(correction_id) REFERENCES corrections (id)
);
INSERT INTO "version_corrections" VALUES(2,0,'c-89e06fe8b319');
INSERT INTO "version_corrections" VALUES(3,0,'c-89e06fe8b319');
CREATE TABLE version_entries (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	entry_id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version, position), 
	UNIQUE (version, entry_id), 
	FOREIGN KEY(version) REFERENCES versions (number), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
);
INSERT INTO "version_entries" VALUES(3,0,'i1-77e254e316cc022f');
CREATE TABLE version_reasons (
	version INTEGER NOT NULL, 
	fact_key TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (version, fact_key), 
	FOREIGN KEY(version) REFERENCES versions (number)
);
INSERT INTO "version_reasons" VALUES(2,'feit','typefout');
CREATE TABLE version_uploads (
	version INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	upload_id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (version, position), 
	UNIQUE (version, upload_id), 
	FOREIGN KEY(version) REFERENCES versions (number), 
	FOREIGN KEY(upload_id) REFERENCES uploads (id)
);
INSERT INTO "version_uploads" VALUES(1,0,'8cf8c3a5c27614b8-fe1757f6');
INSERT INTO "version_uploads" VALUES(2,0,'e576801ab01c2ae7-b5d5d18a');
INSERT INTO "version_uploads" VALUES(3,0,'e576801ab01c2ae7-b5d5d18a');
CREATE TABLE versions (
	number INTEGER NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	parent VARCHAR(32), 
	created_at VARCHAR(40) NOT NULL, 
	actor TEXT NOT NULL, 
	is_verified BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	is_voorbeeld BOOLEAN NOT NULL, 
	origin TEXT NOT NULL, 
	undo_of VARCHAR(32), 
	"key" VARCHAR(200), 
	PRIMARY KEY (number), 
	UNIQUE (id), 
	UNIQUE (parent), 
	FOREIGN KEY(parent) REFERENCES versions (id), 
	FOREIGN KEY(undo_of) REFERENCES versions (id), 
	UNIQUE ("key")
);
INSERT INTO "versions" VALUES(1,'v1-81031883',NULL,'2026-11-21T12:00:00.000000+00:00','Anna',0,'eerste','810318833f31118816f1bfd683cc6ff4b2798fb4075a5520190f6ee8dc7261c2',0,'app',NULL,'knop');
INSERT INTO "versions" VALUES(2,'v2-4f4c7771','v1-81031883','2026-11-21T12:00:00.000000+00:00','Bo',0,'tweede','4f4c77717185a901ade2efa7896fc14b053493e337033e0b7d81be0c836d3dc9',0,'app',NULL,NULL);
INSERT INTO "versions" VALUES(3,'v3-9c2d70fa','v2-4f4c7771','2026-11-21T12:00:00.000000+00:00','Anna',0,'derde','9c2d70fa422af467690fc01d25e9e75b2e960fd7edc18d86265530ddf888551b',0,'app',NULL,'invoer');
CREATE INDEX ix_uploads_sha256 ON uploads (sha256);
CREATE INDEX ix_upload_files_sha256 ON upload_files (sha256);
CREATE INDEX ix_tombstones_sha256 ON tombstones (sha256);
CREATE INDEX ix_preferences_fact_key ON preferences (fact_key);
CREATE TRIGGER uploads_no_update BEFORE UPDATE ON uploads BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER uploads_no_delete BEFORE DELETE ON uploads BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER upload_files_no_update BEFORE UPDATE ON upload_files BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER upload_files_no_delete BEFORE DELETE ON upload_files BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER versions_no_update BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER versions_no_delete BEFORE DELETE ON versions BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER version_uploads_no_update BEFORE UPDATE ON version_uploads BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER version_uploads_no_delete BEFORE DELETE ON version_uploads BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER tombstones_no_update BEFORE UPDATE ON tombstones BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER tombstones_no_delete BEFORE DELETE ON tombstones BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER preferences_no_update BEFORE UPDATE ON preferences BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER preferences_no_delete BEFORE DELETE ON preferences BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER settings_no_update BEFORE UPDATE ON settings BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER settings_no_delete BEFORE DELETE ON settings BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE INDEX ix_layouts_id ON layouts (id);
CREATE INDEX ix_corrections_sha256 ON corrections (sha256);
CREATE INDEX ix_steps_bezwaar ON steps (bezwaar);
CREATE TRIGGER layouts_no_update BEFORE UPDATE ON layouts BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER layouts_no_delete BEFORE DELETE ON layouts BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER aliases_no_update BEFORE UPDATE ON aliases BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER aliases_no_delete BEFORE DELETE ON aliases BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER steps_no_update BEFORE UPDATE ON steps BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER steps_no_delete BEFORE DELETE ON steps BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER version_corrections_no_update BEFORE UPDATE ON version_corrections BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER version_corrections_no_delete BEFORE DELETE ON version_corrections BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER version_reasons_no_update BEFORE UPDATE ON version_reasons BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER version_reasons_no_delete BEFORE DELETE ON version_reasons BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE INDEX ix_entries_object_id ON entries (object_id);
CREATE INDEX ix_signal_decisions_signaal_id ON signal_decisions (signaal_id);
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER version_entries_no_update BEFORE UPDATE ON version_entries BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER version_entries_no_delete BEFORE DELETE ON version_entries BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER signal_decisions_no_update BEFORE UPDATE ON signal_decisions BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
CREATE TRIGGER signal_decisions_no_delete BEFORE DELETE ON signal_decisions BEGIN SELECT RAISE(ABORT, 'append-only: deze tabel wordt alleen aangevuld'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('uploads',3);
INSERT INTO "sqlite_sequence" VALUES('audit',14);
INSERT INTO "sqlite_sequence" VALUES('corrections',1);
INSERT INTO "sqlite_sequence" VALUES('preferences',1);
INSERT INTO "sqlite_sequence" VALUES('tombstones',1);
INSERT INTO "sqlite_sequence" VALUES('layouts',1);
INSERT INTO "sqlite_sequence" VALUES('aliases',1);
INSERT INTO "sqlite_sequence" VALUES('steps',1);
INSERT INTO "sqlite_sequence" VALUES('signal_decisions',1);
INSERT INTO "sqlite_sequence" VALUES('entries',1);
COMMIT;
