package com.lekiwi.heartbeat.monitor.event;

import com.lekiwi.heartbeat.contract.event.FleetEvent;

/**
 * An event, and what it looks like as JSON: written once for all who get it.
 *
 * @param event the event
 * @param json an object
 */
public record LoggedEvent(FleetEvent event, String json) {

}
