-- What shows that an action was done can be a record elsewhere in GloACT: a finding, a training event, a framework. It opens there, for
-- those who may; what is kept here is its address, and the hash of that.
alter table strategy.evidence add column record text check (record ~ '^/[a-z/-]+/[0-9a-f-]{36}$');
comment on column strategy.evidence.record is 'Where the record lies, in place of a document; such a row has no object in the store.';
