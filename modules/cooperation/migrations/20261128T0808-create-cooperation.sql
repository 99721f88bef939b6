create schema cooperation;
grant usage on schema cooperation to gloact_app;

-- Requests to and from other countries, in the shape that all requests have.
select records.lay_requests('cooperation');

-- Three tracks never mix: a request about suspects and evidence is of no person's file.
alter table cooperation.request add constraint of_no_file check (file_id is null);

-- A message finds its request by the conversation that it came in.
create unique index request_by_conversation on cooperation.request ((facts ->> 'conversation'));

-- Whom a request goes to: authorities by country, matter and channel.
select app.create_register('cooperation.authority', 'country',
  '{name words,country code,desk text,matters list,channels list,confirmed_on code}', '{"country,desk"}');

comment on schema cooperation is 'Requests for legal assistance to and from other countries, and the directory of authorities. No row is of a person''s file.';
