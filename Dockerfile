# See docs/deploy.md: build with `docker build -t copydesk .`
FROM python:3.12-slim

WORKDIR /app
COPY requirements.txt pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY store store
RUN pip install --no-cache-dir -r requirements.txt \
    && useradd --system --uid 10001 copydesk \
    && install -d -o copydesk -m 700 /data

USER copydesk
WORKDIR /data
VOLUME /data
EXPOSE 3000
ENTRYPOINT ["copydesk"]
CMD ["serve"]
