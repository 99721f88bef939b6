-- One reviewer could review and validate the same finding. The second look is a second person's: neither the author nor the reviewer.
-- Validating also wrote over who reviewed. Who did stands in the history, and is restored from it. What one person both reviewed and
-- validated is reviewed again, and waits for somebody else; its history keeps what happened.
-- What migrates does not pass by row-level security: it acts as the system here.
select set_config('app.row_scope', 'system', true);

update legislation.finding set reviewed_by = entry.by_user
from (
  select distinct on (assessment_id, element) assessment_id, element, by_user
  from legislation.finding_entry where what = 'review' order by assessment_id, element, version desc
) as entry
where finding.assessment_id = entry.assessment_id and finding.element = entry.element and finding.state = 'validated';

update legislation.finding set state = 'reviewed', validated_by = null
where state = 'validated' and validated_by = reviewed_by;

select set_config('app.row_scope', '', true);

alter table legislation.finding
  add constraint validated_by_another check (validated_by is null or validated_by is distinct from reviewed_by);

drop policy change_own on legislation.finding;
create policy change_own on legislation.finding for update using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
) with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and (app.has_role('legal_officer') and state = 'draft' and author = app.user_id()
      or app.has_role('legal_reviewer') and author <> app.user_id()
        and (state <> 'validated' or validated_by = app.user_id() and reviewed_by is distinct from app.user_id()))
);

comment on constraint validated_by_another on legislation.finding is
  'Who reviewed a finding does not validate it.';
