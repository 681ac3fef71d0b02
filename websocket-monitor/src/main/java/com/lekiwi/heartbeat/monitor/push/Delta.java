package com.lekiwi.heartbeat.monitor.push;

import com.lekiwi.heartbeat.monitor.wire.WireFrame;
import org.jspecify.annotations.Nullable;

/**
 * What has changed for a watcher.
 *
 * @param upTo the number of the last change that is in it
 * @param frame what to send; absent when nothing of it concerns the watcher
 * @param isCut whether there is more, which did not fit
 * @param conflated changes that are left out because newer ones overtook them
 */
record Delta(long upTo, @Nullable WireFrame frame, boolean isCut, long conflated) {

}
