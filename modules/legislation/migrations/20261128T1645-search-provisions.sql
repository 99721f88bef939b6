-- Worked out once, when a text is kept: words in their own spelling, since laws are in many languages.
alter table legislation.provision add column search tsvector
  generated always as (to_tsvector('simple', heading || ' ' || left(words, 200000))) stored;
comment on column legislation.provision.search is 'The words of its heading and its text, for the search over all laws.';
