UPDATE shop SET token_claim_id = NULL, token_claimed_until = NULL WHERE token_claim_id = :#${variable.tokenClaim}
