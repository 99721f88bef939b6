-- A party of a request may pass to another agency, in the schemas of modules that ask for it: `select records.let_parties_pass('referral');`.
-- With a step of the log alone, which says to whom, and by the platform.
create function records.refuse_passing() returns trigger language plpgsql as $$
begin
  if not app.is_system() or new.sequence <= old.sequence then
    raise exception 'a party passes with a step of the platform''s';
  end if;
  return new;
end $$;

create function records.let_parties_pass(target name) returns void language plpgsql as $$
begin
  execute format('grant update (parties, agencies) on %1$I.request to gloact_app', target);
  execute format($sql$
    create trigger party_passes_by_step before update on %1$I.request for each row
      when (old.parties is distinct from new.parties or old.agencies is distinct from new.agencies)
      execute function records.refuse_passing()$sql$, target);
end $$;
revoke execute on function records.let_parties_pass(name) from public;
comment on function records.let_parties_pass(name) is
  'For migrations of a module whose requests may pass to another agency: transfers of files take them along.';
