"""Databases that a benchmark makes for itself and throws away."""

import os
from contextlib import closing, contextmanager

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT
from psycopg2.sql import SQL, Identifier

import odoo.init  # noqa: F401  (completes the namespace package)
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import close_db

SOURCE = os.environ["PGDATABASE"]


@contextmanager
def copies(sources: dict[str, str]):
    """Copies of databases, for as long as they are measured.

    ``sources`` maps the names of the copies to what they are copied from.
    """
    for name, source in sources.items():
        close_db(source)
        drop(name)
        execute("CREATE DATABASE {} TEMPLATE {}", name, source)
    try:
        yield
    finally:
        for name in sources:
            drop(name)


def drop(name: str) -> None:
    close_db(name)
    execute("DROP DATABASE IF EXISTS {}", name)


def execute(statement: str, *names: str, database: str = "postgres") -> None:
    """Run a statement outside of transactions; ``{}`` stands for ``names``."""
    with closing(psycopg2.connect(dbname=database)) as connection:
        connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        with connection.cursor() as cursor:
            cursor.execute(SQL(statement).format(*map(Identifier, names)))


@contextmanager
def environment(database: str):
    """As the administrator, in a transaction that is thrown away."""
    with Registry(database).cursor() as cr:
        admin = api.Environment(cr, SUPERUSER_ID, {}).ref("base.user_admin")
        try:
            yield api.Environment(cr, admin.id, {"lang": "en_US"})
        finally:
            cr.rollback()
