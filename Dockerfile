# One process, one volume. The data a user makes lives in /data; everything else can be thrown away.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MONITOR_DATA=/data
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --no-compile -r requirements.txt

COPY . .
RUN useradd --create-home --uid 10001 monitor && mkdir /data && chown monitor /data
USER monitor
VOLUME /data
EXPOSE 8501

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/gezond', timeout=4)"]
CMD ["python", "-m", "streamlit", "run", "serve.py", "--server.address", "0.0.0.0"]
