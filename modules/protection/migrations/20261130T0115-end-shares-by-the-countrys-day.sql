-- A share ends with the last day on which consent covers it, as that day is in the country: the server's connections speak UTC, whose
-- day ended up to fourteen hours later or earlier. The moment is kept beside the day; where it is not yet, the day is UTC's as before.
alter table protection.file_share add column ends_at timestamptz;
grant update (ends_at) on protection.file_share to gloact_app;

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
          and (share.valid_until is null or coalesce(share.ends_at > now(), share.valid_until >= current_date))
      )
      or exists (
        select from protection.file_opening opening
        where opening.file_id = case_file.id
          and opening.user_id = (select app.user_id())
          and opening.expires_at > now()
      )
    )
  )
);

comment on column protection.file_share.ends_at is 'When the last day ends in the country''s time zone; null where none is given, or where it was not counted yet.';
