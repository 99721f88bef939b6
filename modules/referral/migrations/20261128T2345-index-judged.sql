-- What ends soon, for the page on which everybody lands.
create index package_judged on referral.package (judged_until) where destroyed_at is null and judged_until is not null;
comment on index referral.package_judged is 'Packages that are read still, by the last day on which what was judged holds by itself.';
