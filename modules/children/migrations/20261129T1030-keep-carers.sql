-- The register of carers: an agency's rows, read by those who place children and written by those who assess carers. Who carers are, how they
-- are reached and where they live is sealed.
select app.create_register('children.carer', 'agency',
  '{number text,kind code,status code,max_children number,approved_until code}', '{number}',
  '{caseworker,supervisor,child_protection_officer,guardianship_authority}',
  '{supervisor,child_protection_officer,guardianship_authority}');

comment on table children.carer is
  'Carers with whom children are placed: screening, approval, how many children they take. Never deleted; name, telephone and address lie sealed.';
