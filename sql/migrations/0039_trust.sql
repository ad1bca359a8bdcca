-- Keys behind notes and behind work.

-- The keys that sign the audit's notes, one after the other. A hint for servers and for whoever proves: what counts is the note of the
-- change, which both keys signed.

-- Deployment-wide, like the notes. verifier: the public half as C2SP signed-note writes it. since: the note of the change, signed by this
-- key and the one before; NULL for the first.
create table audit.note_key (
  version int primary key constraint note_key_version check (version > 0),
  verifier text not null constraint note_key_verifier unique,
  since bigint constraint note_key_since unique,
  at timestamptz not null,
  constraint note_key_first check ((version = 1) = (since is null))
);
call priv.classify('audit.note_key', 'C1', array['version', 'verifier', 'since', 'at']);
revoke all on audit.note_key from public;
grant select on audit.note_key to peony_auditor, peony_sealer;
grant insert on audit.note_key to peony_sealer;

-- Work that a program orders is done with what its key may do, not with all that the person may in whose name it acts.
alter table app.job add column key_id uuid;
call priv.classify('app.job', 'C1', array['key_id']);

-- "Who signed in from an address that is new for him": of all that a year holds, the sign-ins alone, in the order of the question.
create index event_sign_in on audit.event (tenant_id, actor_id, address, at, id)
  where action = 'create.session' and outcome = 'done' and actor_id is not null;
-- Failed sign-ins, of actions of which few fail: newest first without looking through all refusals.
create index event_denied_by_action on audit.event (tenant_id, action, at desc, id desc) where outcome <> 'done';
