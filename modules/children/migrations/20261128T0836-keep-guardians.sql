-- The register of guardians: the authority's rows, read and written by whoever keeps it and by nobody else of the agency. How guardians are
-- reached and where they live is sealed.
select app.create_register('children.guardian', 'agency',
  '{name text,kind code,status code,max_children number,record_seen_on code}', '{}',
  '{guardianship_authority}', '{guardianship_authority}');

comment on table children.guardian is
  'Guardians: screening, training, how many children they take. Never deleted; the telephone and address lie sealed.';
