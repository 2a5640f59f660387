"""One table per database, made once."""

import os
from contextlib import closing

import psycopg2

if __name__ == "__main__":
    for name, url in os.environ.items():
        if name.endswith("_DATABASE_URL"):
            connection = psycopg2.connect(url.replace("+psycopg2", ""))
            with closing(connection), connection, connection.cursor() as cursor:
                cursor.execute("create table if not exists notes (text text)")
