-- Where a country has several members of a competent authority decide together, a decision waits for the others: whom it concerns
-- hears of it once they have agreed. An id of the log, that says nothing by itself.
alter table protection.case_file add column decision_waits uuid;
grant update (decision_waits) on protection.case_file to gloact_app;

comment on column protection.case_file.decision_waits is 'The decision in the log that other members of the authority have still to agree with.';
