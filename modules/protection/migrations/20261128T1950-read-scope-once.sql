-- Who is asking is read once a statement, and not once a row: what does not depend on the row is a query of its own, which PostgreSQL
-- runs before the rows. A list of files spent two thirds of its time reading settings. What the policies allow is as before.
alter policy see_file on protection.case_file using (
  (select app.is_system())
  or (
    country = (select app.country())
    and (select app.has_files())
    and (
      assigned_to = (select app.user_id())
      or (opened_by = (select app.user_id()) and agency_id = (select app.agency_id()))
      or (
        (select app.row_scope()) in ('team', 'agency')
        and agency_id = (select app.agency_id())
        and team_id = any ((select app.team_ids())::uuid[])
      )
      or ((select app.row_scope()) = 'agency' and agency_id = (select app.agency_id()))
      or exists (
        select from protection.file_share share
        where share.file_id = case_file.id
          and share.agency_id = (select app.agency_id())
          and share.ended_at is null
          and (share.valid_until is null or share.valid_until >= current_date)
      )
      or exists (
        select from protection.file_opening opening
        where opening.file_id = case_file.id
          and opening.user_id = (select app.user_id())
          and opening.expires_at > now()
      )
    )
  )
) with check (
  (select app.is_system()) or (country = (select app.country()) and (select app.has_files()))
);
alter policy erased_is_for_figures on protection.case_file using (erased_at is null or (select app.is_system()));
alter policy see_share on protection.file_share using (
  (select app.is_system())
  or (
    country = (select app.country())
    and (select app.has_files())
    and (agency_id = (select app.agency_id()) or owner_agency_id = (select app.agency_id()))
  )
) with check (
  (select app.is_system())
  or (country = (select app.country()) and (select app.has_files()) and owner_agency_id = (select app.agency_id()))
);
alter policy see_opening on protection.file_opening using (
  (select app.is_system())
  or (
    country = (select app.country())
    and (
      user_id = (select app.user_id())
      or (select app.has_role('data_protection_officer'))
      or (owner_agency_id = (select app.agency_id()) and (select app.has_files()))
    )
  )
);
alter policy see_label on protection.file_label using (
  exists (select from protection.case_file file where file.id = file_label.file_id)
  and (agency_id = (select app.agency_id()) or (select app.is_system()))
);
-- The system sees every file, so that of its clocks nothing has to be looked up: there is a file to each.
alter policy see_deadline on protection.deadline using (
  (select app.is_system())
  or exists (select from protection.case_file file where file.id = deadline.file_id)
);
comment on policy see_file on protection.case_file is
  'Files of one''s own, of the team or of the agency by the scope, and what was shared or opened in an emergency; asked once a statement.';
