-- From when on a clock is due soon was counted in two ways. It is counted anew at the next start, and whenever the
-- country's warnings or working days change: by this it is known which clocks still stand as they were counted before.
alter table protection.deadline add column warned_by text;

comment on column protection.deadline.warn_at is 'From when on the clock is due soon, by the country''s calendar; null: never.';
comment on column protection.deadline.warned_by is 'A digest of the rules by which warn_at was counted; null: those of an earlier version.';
