"""Many rows by one statement, where the ORM writes a hundred at a time.

For what the program alone writes, such as clocks: nobody may override, track or refuse
it on the way, and of fields only those with a column are meant.
"""

from odoo.tools import SQL


def insert(model, rows):
    """Insert rows, dictionaries with the same fields each; return the new records."""
    if not rows:
        return model.browse()
    log = {"create_uid": model.env.uid, "create_date": model.env.cr.now()}
    names = [*rows[0], *log, *_log(model)]
    query = SQL(
        "INSERT INTO %s (%s) SELECT * FROM unnest(%s) RETURNING id",
        SQL.identifier(model._table),
        SQL(", ").join(map(SQL.identifier, names)),
        _arrays(model, names, [{**row, **log, **_log(model)} for row in rows]),
    )
    records = model.browse(id_ for (id_,) in model.env.execute_query(query))
    stored = (field for field in model._fields.values() if field.store)
    empty = {field.name: False for field in stored if field.column_type}
    for record, row in zip(records, rows, strict=True):
        record._update_cache({**empty, **row, **log, **_log(model)})
    _tell_inverses(records, rows)
    records.modified(model._fields, create=True)
    return records


def update(model, rows):
    """Write rows, record → dictionary with the same fields each."""
    if not rows:
        return
    records = model.browse(record.id for record in rows)
    names = list(next(iter(rows.values())))
    columns = [*names, *_log(model)]
    records.flush_recordset(columns)
    query = SQL(
        "UPDATE %s AS old SET %s FROM unnest(%s, %s) AS new(id, %s)"
        " WHERE old.id = new.id",
        SQL.identifier(model._table),
        SQL(", ").join(SQL("%s = new.%s", *[SQL.identifier(c)] * 2) for c in columns),
        records.ids,
        _arrays(model, columns, [{**row, **_log(model)} for row in rows.values()]),
        SQL(", ").join(map(SQL.identifier, columns)),
    )
    model.env.execute_query(query)
    for record, row in rows.items():
        record._update_cache({**row, **_log(model)})
    records.modified(columns)


def _log(model):
    return {"write_uid": model.env.uid, "write_date": model.env.cr.now()}


def _arrays(model, names, rows):
    """The columns of rows as arrays, as `unnest` takes them."""
    arrays = []
    for name in names:
        field = model._fields[name]
        values = [field.convert_to_column(row[name], model) for row in rows]
        arrays.append(SQL("%s::%s[]", values, SQL(field.column_type[0])))
    return SQL(", ").join(arrays)


def _tell_inverses(records, rows):
    """Have lists of these records that are in memory, such as a ticket's clocks, hold
    the new ones."""
    for name in rows[0]:
        field = records._fields[name]
        if records.pool.field_inverses[field]:
            for record, row in zip(records, rows, strict=True):
                field._update_inverses(record, row[name])
