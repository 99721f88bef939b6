-- A library may hold the laws of other countries to compare with: whose law an assessment is about, where it is not one's own.
alter table legislation.assessment add column of_country text check (of_country ~ '^[A-Z]{2}$');
comment on column legislation.assessment.of_country is 'Whose law is assessed, where it is not the country''s own.';
