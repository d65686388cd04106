package dev.marque.licensing.meter.http;

import dev.marque.licensing.meter.MeterCode;
import dev.marque.platform.observe.Counted;

/** What programs asked of meters, counted by what they were told. */
public final class MeterFigures {

    public static final Counted<MeterCode> CALLS = Counted.by(
            MeterCode.class, "marque.meter.calls", "code", "Calls of programs that use, give back, report or reserve");

    private MeterFigures() {}
}
