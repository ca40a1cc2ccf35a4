# The dashboard with the sample corpus; mount a folder on /corpus for another:
#   docker build -t claimline . && docker run -p 127.0.0.1:8501:8501 claimline
#   docker run -p 127.0.0.1:8501:8501 -v "$PWD/articles:/corpus:ro" -e CORPUS=/corpus claimline
FROM python:3.11-slim
RUN useradd --create-home claimline
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY --chown=claimline . .
USER claimline
ENV CORPUS=data/sample/documents
EXPOSE 8501
CMD ["sh", "-c", "python -m core build \"$CORPUS\" && CLAIMLINE_CORPUS=\"$CORPUS\" CLAIMLINE_TABLES=\"$(python -m core tables \"$CORPUS\")\" exec streamlit run app.py --server.address 0.0.0.0"]
