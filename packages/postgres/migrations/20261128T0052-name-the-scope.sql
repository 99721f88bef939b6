-- Who is asking, under names: what row-level security asks of a transaction's settings (`scope.ts`) stands here once.
-- Each is a single expression, so that the planner puts it into the policy's own and the plan is as if it had been written
-- there: an index is used as before, nothing is called for each row. For that they must stay `stable`, must not be `strict`,
-- `security definer` or have a `set`, and none calls another. After a transaction a setting reads as an empty string, which
-- matches nothing; where there was none, the answer is null, which a policy takes for no.
create schema app;
grant usage on schema app to gloact_app;

create function app.user_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;
create function app.agency_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.agency_id', true), '')::uuid;
create function app.country() returns text language sql stable parallel safe
  return nullif(current_setting('app.country', true), '');
create function app.team_ids() returns uuid[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.team_ids', true), ''), ',')::uuid[];
-- `none`, `own`, `team`, `agency`, or `system`.
create function app.row_scope() returns text language sql stable parallel safe
  return nullif(current_setting('app.row_scope', true), '');
create function app.is_system() returns boolean language sql stable parallel safe
  return nullif(current_setting('app.row_scope', true), '') = 'system';
-- Whether they work on files at all.
create function app.has_files() returns boolean language sql stable parallel safe
  return nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency');
create function app.in_country(country text) returns boolean language sql stable parallel safe
  return country = nullif(current_setting('app.country', true), '');
create function app.has_role(role text) returns boolean language sql stable parallel safe
  return role = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','));
create function app.has_any_role(variadic roles text[]) returns boolean language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.roles', true), ''), ',') && roles;

-- Every policy says the same as before, in these words.
alter policy close_block on audit.block with check (app.is_system());
alter policy read_blocks on audit.block using (app.is_system());
alter policy add_own on audit.entry with check (app.is_system() or actor_id = app.user_id());
alter policy read_entries on audit.entry using (
  app.is_system() or (app.has_role('data_protection_officer') and app.in_country(country))
);
alter policy export_head on audit.head_export with check (app.is_system());
alter policy read_heads on audit.head_export using (app.is_system());
alter policy see_open on audit.open_entry using (app.is_system());
alter policy take_open on audit.open_entry using (app.is_system());
alter policy count_own on audit.read_again with check (actor_id = app.user_id());
alter policy count_own_again on audit.read_again using (actor_id = app.user_id());
alter policy see_counts on audit.read_again using (
  app.is_system()
  or actor_id = app.user_id()
  or (app.has_role('data_protection_officer') and app.in_country(country))
);
alter table audit.entry
  alter column actor_id set default app.user_id(),
  alter column agency_id set default app.agency_id(),
  alter column country set default app.country();
alter table audit.read_again
  alter column actor_id set default app.user_id(),
  alter column country set default app.country();

alter policy add_reviews on oversight.access_review with check (
  app.in_country(country) and reviewed_by = app.user_id() and app.has_role('data_protection_officer')
);
alter policy read_reviews on oversight.access_review using (
  app.is_system() or (app.in_country(country) and app.has_any_role('data_protection_officer', 'administrator'))
);

alter policy see_file on protection.case_file using (
  app.is_system()
  or (
    app.in_country(country)
    and app.has_files()
    and (
      assigned_to = app.user_id()
      or (opened_by = app.user_id() and agency_id = app.agency_id())
      or (app.row_scope() in ('team', 'agency') and agency_id = app.agency_id() and team_id = any (app.team_ids()))
      or (app.row_scope() = 'agency' and agency_id = app.agency_id())
      or exists (
        select from protection.file_share share
        where share.file_id = case_file.id
          and share.agency_id = app.agency_id()
          and share.ended_at is null
          and (share.valid_until is null or share.valid_until >= current_date)
      )
      or exists (
        select from protection.file_opening opening
        where opening.file_id = case_file.id and opening.user_id = app.user_id() and opening.expires_at > now()
      )
    )
  )
) with check (
  app.is_system() or (app.in_country(country) and app.has_files())
);
alter policy open_in_own_agency on protection.case_file with check (app.is_system() or agency_id = app.agency_id());
alter policy erased_is_for_figures on protection.case_file using (erased_at is null or app.is_system());
alter policy see_share on protection.file_share using (
  app.is_system()
  or (
    app.in_country(country)
    and app.has_files()
    and (app.agency_id() = agency_id or app.agency_id() = owner_agency_id)
  )
) with check (
  app.is_system() or (app.in_country(country) and app.has_files() and owner_agency_id = app.agency_id())
);
alter policy erase_share on protection.file_share using (app.is_system());
alter policy see_opening on protection.file_opening using (
  app.is_system()
  or (
    app.in_country(country)
    and (
      user_id = app.user_id()
      or app.has_role('data_protection_officer')
      or (owner_agency_id = app.agency_id() and app.has_files())
    )
  )
);
alter policy open_for_somebody on protection.file_opening with check (app.is_system());
alter policy review_opening on protection.file_opening using (app.is_system());
alter policy erase_opening on protection.file_opening using (app.is_system());
alter policy only_the_system_deletes on protection.attachment using (app.is_system());
alter policy see_appointment on protection.appointment using (
  exists (
    select from protection.case_file file
    where file.id = appointment.file_id and (app.is_system() or file.agency_id = app.agency_id())
  )
);
alter policy see_service on protection.service using (
  exists (
    select from protection.case_file file
    where file.id = service.file_id and (app.is_system() or file.agency_id = app.agency_id())
  )
);
alter policy own_feed on protection.calendar_feed using (
  app.is_system() or user_id = app.user_id()
) with check (
  app.is_system() or (user_id = app.user_id() and agency_id = app.agency_id() and app.in_country(country))
);
alter policy erase_as_system on protection.erasure using (app.is_system());
alter policy see_erasure on protection.erasure using (
  app.in_country(country)
  and (
    app.has_role('data_protection_officer')
    or (agency_id = app.agency_id() and app.has_role('supervisor'))
  )
);
alter policy import_as_system on protection.historical_case using (app.is_system());
alter policy see_figures on protection.historical_case using (
  app.in_country(country) and app.has_any_role('national_coordinator', 'analyst', 'supervisor')
);
alter policy import_as_system on protection.import_batch using (app.is_system());
alter policy see_batch on protection.import_batch using (
  app.in_country(country)
  and app.has_any_role('national_coordinator', 'analyst', 'supervisor', 'data_protection_officer')
);
alter policy import_as_system on protection.import_row using (app.is_system());
alter policy come on protection.presence with check (
  user_id = app.user_id()
  and agency_id = app.agency_id()
  and exists (select from protection.case_file file where file.id = presence.file_id)
);
alter policy stay on protection.presence using (
  user_id = app.user_id()
) with check (
  user_id = app.user_id() and agency_id = app.agency_id()
);
alter policy go on protection.presence using (
  user_id = app.user_id() or seen_at < now() - interval '1 minute'
);
alter policy add_refusal on protection.refusal with check (
  app.in_country(country) and app.has_files() and agency_id = app.agency_id()
);
alter policy count_refusals on protection.refusal using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id())
);
alter policy see_tag on protection.tag using (
  app.is_system() or (app.in_country(country) and (agency_id is null or agency_id = app.agency_id()))
);
alter policy add_tag on protection.tag with check (
  app.in_country(country)
  and (
    (agency_id = app.agency_id() and app.has_any_role('supervisor', 'administrator'))
    or (agency_id is null and app.has_role('administrator'))
  )
);
alter policy change_tag on protection.tag using (
  app.in_country(country)
  and (
    (agency_id = app.agency_id() and app.has_any_role('supervisor', 'administrator'))
    or (agency_id is null and app.has_role('administrator'))
  )
);
alter policy see_view on protection.saved_view using (
  app.in_country(country)
  and app.has_files()
  and (
    owner_id = app.user_id()
    or (
      team_id is not null
      and agency_id = app.agency_id()
      and (app.row_scope() = 'agency' or team_id = any (app.team_ids()))
    )
  )
);
alter policy save_view on protection.saved_view with check (
  app.in_country(country) and app.has_files() and owner_id = app.user_id() and agency_id = app.agency_id()
);
alter policy change_view on protection.saved_view using (owner_id = app.user_id());
alter policy remove_view on protection.saved_view using (owner_id = app.user_id());
alter policy own_preference on protection.list_preference using (user_id = app.user_id());

alter policy read_key on vault.person_key using (app.is_system() or (app.has_files() and app.in_country(country)));
alter policy add_key on vault.person_key with check (
  app.is_system() or (app.has_files() and app.in_country(country) and agency_id = app.agency_id())
);
alter policy rewrap_or_destroy_key on vault.person_key using (app.is_system());
alter policy retire on vault.retired_kek with check (app.is_system());

comment on schema app is 'Who is asking: the transaction''s scope under names, for row-level security.';
