-- What the tokens of an imported row are made of, as digests sealed under the person's key: after a renewal of the
-- key-encryption key they are made anew, so that the source is still recognised when the old key is destroyed.
alter table protection.import_row add column sealed_source bytea;
grant update (identity_token, place_token, content_token) on protection.import_row to gloact_app;

comment on column protection.import_row.sealed_source is 'Digests that the tokens are made of, sealed under the person''s key; null for rows imported before tokens could be renewed.';
