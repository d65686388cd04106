package dev.marque.licensing.meter;

/** What came of a call to a meter, in one word. Names are stable: programs in the field compare them. */
public enum MeterCode {
    /** It was counted, given back or kept as asked; or it was before, by the same request. */
    GRANTED,
    /** More than is left; nothing was changed. */
    LIMIT_EXCEEDED,
    /** The license has no meter of this name. */
    METER_UNKNOWN,
    /** The meter is of a kind that this call is not for. */
    NOT_OF_THIS_KIND,
    /** The reservation has expired, was settled otherwise, or never was. */
    RESERVATION_ENDED,
    /** The license itself may not be used; the detail and its status say why. */
    LICENSE_REFUSED
}
