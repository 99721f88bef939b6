-- As in the attachments of a file: what is no id of a stored object does not fit into the column.
alter table children.tracing_photograph alter column object_id type uuid using object_id::uuid;

comment on column children.tracing_photograph.object_id is 'Where the sealed bytes lie in the store of attachments.';
