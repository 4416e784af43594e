-- Its token is dead at once. What is planned stays and is held before anything is bought; news older than the last installation
-- change nothing.
WITH handled AS (
    UPDATE inbox SET state = 'done', handled_at = dropship_now(), claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL
    WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
    RETURNING shop, coalesce(triggered_at, received_at) AS at)
UPDATE shop AS s
SET uninstalled_at = coalesce(s.uninstalled_at, handled.at), access_token = NULL, token_expires_at = NULL,
    token_version = token_version + 1, next_poll_at = dropship_now() + CAST(:#${properties:shopify.reinstall-look} AS interval)
FROM handled WHERE s.domain = handled.shop AND handled.at > s.installed_at
