package io.github.dropshiproutes.support;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is asked for instants only: whoever wants a zone names it where the time is shown. */
abstract class InstantsOnly extends Clock {

    @Override
    public final ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public final Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are Instants; ask for a zone where they are shown");
    }
}
