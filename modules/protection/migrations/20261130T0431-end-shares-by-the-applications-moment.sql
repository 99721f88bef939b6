-- A share and an opening end by the application's moment, as its own rules have them; nothing else changes.
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
          and (share.valid_until is null or coalesce(
            share.ends_at > (select app.moment()),
            share.valid_until >= ((select app.moment()) at time zone 'UTC')::date
          ))
      )
      or exists (
        select from protection.file_opening opening
        where opening.file_id = case_file.id
          and opening.user_id = (select app.user_id())
          and opening.expires_at > (select app.moment())
      )
    )
  )
);

comment on policy see_file on protection.case_file is 'Own, team''s, agency''s, shared or opened in an emergency; the last two end by `app.moment()`.';
