package dev.marque.sdk.run;

import dev.marque.sdk.SeatAnswer;
import dev.marque.sdk.http.LicenseServer;
import dev.marque.sdk.http.ServerException;
import dev.marque.sdk.http.Turn;
import java.time.Instant;

/** The calls about seats, for programs: without a server they answer that it is out of reach. */
public final class Seats {

    private final Session session;

    public Seats(Session session) {
        this.session = session;
    }

    private interface Call {
        SeatAnswer on(SeatKeeper seats, Turn turn) throws ServerException, InterruptedException;
    }

    public SeatAnswer acquire() throws InterruptedException {
        SeatAnswer answer = call(SeatKeeper::acquire);
        if (answer.done()) {
            // The license is as good as the seat: the validation that was refused for want of one is asked anew.
            session.ask();
        }
        return answer;
    }

    public SeatAnswer release() throws InterruptedException {
        return call((seats, turn) -> {
            seats.release(turn);
            return new SeatAnswer(true, "RELEASED", "The seat is given back.", 0, null);
        });
    }

    public SeatAnswer borrow(Instant until) throws InterruptedException {
        return call((seats, turn) -> seats.borrow(turn, until));
    }

    public SeatAnswer giveBack() throws InterruptedException {
        return call(SeatKeeper::giveBack);
    }

    private SeatAnswer call(Call call) throws InterruptedException {
        SeatKeeper seats = session.seats();
        LicenseServer server = session.server();
        if (seats == null || server == null) {
            return unreachable("There is no license server.");
        }
        try {
            return call.on(seats, server.turn());
        } catch (ServerException e) {
            return unreachable(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return new SeatAnswer(false, "LEASE_ENDED", "There is no seat.", 0, null);
        }
    }

    private static SeatAnswer unreachable(String message) {
        return new SeatAnswer(false, SeatAnswer.UNREACHABLE, message, 0, null);
    }
}
