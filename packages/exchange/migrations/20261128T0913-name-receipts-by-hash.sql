-- A country that was restored from a backup signs for a message again, at a place of its chain that it had used before: both receipts are
-- evidence, and both are kept. A receipt is called by its hash.
alter table exchange.receipt drop constraint receipt_pkey, add primary key (direction, peer, hash);
create index receipt_by_message on exchange.receipt (direction, peer, message_id);

comment on table exchange.receipt is 'What each side signed for: ids, codes, moments and hashes, as they were signed, added to and never changed.';
