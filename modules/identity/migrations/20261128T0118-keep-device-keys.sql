-- The key of a device's drafts is the server's: handed to whoever is signed in there, and destroyed with the device.

alter table identity.device add column sealed_key text;
alter table identity.device add constraint no_key_once_forgotten check (forgotten_at is null or sealed_key is null);
grant update (sealed_key) on identity.device to gloact_app;

comment on column identity.device.sealed_key is 'The key of the drafts on this device, sealed under the secret of sessions; none once the device is forgotten.';
