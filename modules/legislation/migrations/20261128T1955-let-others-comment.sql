-- Civil society takes part through accounts of its own: they see the bills on which their agency was invited to comment, and nothing else.
drop policy see_consultation on legislation.consultation;
create policy see_consultation on legislation.consultation for select using (
  app.is_system() or app.in_country(country) and (
    app.agency_id() in (agency_id, invited_agency) and app.has_any_role('legal_officer', 'legal_reviewer')
    or invited_agency = app.agency_id() and app.has_role('legal_commenter')
  )
);
drop policy see_draft on legislation.draft;
create policy see_draft on legislation.draft for select using (
  app.is_system() or app.in_country(country) and (
    agency_id = app.agency_id() and app.has_any_role('legal_officer', 'legal_reviewer')
    or app.has_any_role('legal_officer', 'legal_reviewer', 'legal_commenter')
      and exists (select from legislation.consultation where draft_id = draft.id and invited_agency = app.agency_id())
  )
);
drop policy add_remark on legislation.remark;
create policy add_remark on legislation.remark for insert with check (
  app.is_system() or app.in_country(country) and by_agency = app.agency_id() and by_user = app.user_id()
    and app.has_any_role('legal_officer', 'legal_reviewer', 'legal_commenter')
    and exists (select from legislation.draft where draft.id = remark.draft_id)
);
comment on table legislation.consultation is
  'Agencies that were invited to comment on a draft, and until which day: through lawyers of theirs, or who comments for them.';
