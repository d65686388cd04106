-- A process that takes a sign of life notes it in its memory; only one that ends a long silence, or a first one, makes it
-- read the license anew. Whoever knows of an earlier one only asks the database before it refuses.
set lock_timeout = '5s';

drop trigger tell_change_of_life on license_activations;
create trigger tell_change_of_silence after update on license_activations for each row
    when (old.last_heartbeat_at is distinct from new.last_heartbeat_at
          and (old.last_heartbeat_at is null or new.last_heartbeat_at is null
               or new.last_heartbeat_at - old.last_heartbeat_at > interval '1 hour'))
    execute function tell_change('license', 'license_id', 'here');
