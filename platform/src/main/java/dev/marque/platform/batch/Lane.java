package dev.marque.platform.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Who waits to write for one tenant, in order; at most one of them leads. Thread-safe. */
final class Lane<W, A> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting<W, A>> queue = new ArrayDeque<>();
    private boolean led;

    /** Waits behind the others. Where nobody leads, whoever joins does. */
    void join(Waiting<W, A> waiting) {
        lock.lock();
        try {
            queue.add(waiting);
            if (!led) {
                led = true;
                waiting.lead();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first of those who wait; the leader is one of them. */
    List<Waiting<W, A>> take(int most) {
        lock.lock();
        try {
            List<Waiting<W, A>> group = new ArrayList<>(Math.min(most, queue.size()));
            while (group.size() < most && !queue.isEmpty()) {
                group.add(queue.remove());
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits longest leads next. */
    void handOn() {
        lock.lock();
        try {
            if (queue.isEmpty()) {
                led = false;
            } else {
                queue.element().lead();
            }
        } finally {
            lock.unlock();
        }
    }
}
