package com.lekiwi.heartbeat.monitor.wire;

/**
 * What becomes of a WebSocket, told on the web server's threads. Nothing here may block.
 */
public interface SocketEvents {

	/**
	 * The handshake is done.
	 * @param socket what to write to
	 */
	void opened(ClientSocket socket);

	/**
	 * The client sent a message.
	 * @param text the whole message
	 */
	void message(String text);

	/**
	 * The client wants an answer.
	 * @param body what to answer with
	 */
	void ping(byte[] body);

	/** The client answered, or sent anything else: it is there. */
	void heard();

	/**
	 * The client ends it.
	 * @param code as the client gave it; 1005 for none
	 */
	void closeAsked(int code);

	/**
	 * What the client sends is wrong; nothing more of it will be read.
	 * @param code with which code to end it
	 * @param reason in words
	 */
	void faulty(int code, String reason);

	/** There is room for more after {@link ClientSocket#awaitRoom()}. */
	void writable();

	/** The connection is gone. */
	void lost();

}
