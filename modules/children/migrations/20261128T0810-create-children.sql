create schema children;
grant usage on schema children to gloact_app;

-- Guardianship, assessments, determinations, care, returns: requests, in the shape that all requests have.
select records.lay_requests('children');

comment on schema children is 'What is decided about a child: age, guardian, best interests, care, tracing, return. Beside the case file, never a copy of it.';
