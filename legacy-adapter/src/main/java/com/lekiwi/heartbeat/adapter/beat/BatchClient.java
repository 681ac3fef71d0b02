package com.lekiwi.heartbeat.adapter.beat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.util.List;

import com.lekiwi.heartbeat.adapter.settings.DialectSettings;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts batches of beats to state-manager, on one kept connection a sender. A connection
 * that state-manager closed while it was idle is found so only when it is used: then the
 * batch is sent once more, on a fresh one. Its keys make that safe.
 */
final class BatchClient implements AutoCloseable {

	private final URI address;

	private final CloseableHttpClient http;

	private final BatchAnswer answer = new BatchAnswer();

	BatchClient(URI stateManager, DialectSettings settings) {
		this.address = stateManager.resolve("/api/v2/heartbeats");
		Timeout answerTimeout = Timeout.of(settings.answerTimeout());
		this.http = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnTotal(settings.senders())
				.setMaxConnPerRoute(settings.senders())
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(Timeout.of(settings.connectTimeout()))
					.setSocketTimeout(answerTimeout)
					.build())
				.build())
			.setDefaultRequestConfig(RequestConfig.custom()
				.setConnectionRequestTimeout(answerTimeout)
				.setResponseTimeout(answerTimeout)
				.build())
			.setRetryStrategy(new OnAFreshConnection())
			.disableAuthCaching()
			.disableContentCompression()
			.disableCookieManagement()
			.disableDefaultUserAgent()
			.disableRedirectHandling()
			.build();
	}

	HttpPost request() {
		return new HttpPost(this.address);
	}

	/**
	 * Sends a batch, and settles those of its beats of which the answer tells.
	 * @param request a new request, which another thread may cancel
	 * @param body a buffer with the batch
	 * @param length how much of the buffer it is
	 * @param batch the beats, in the order of the body
	 * @return the status of the answer; none but 200 settles a beat
	 * @throws IOException if there is no answer in time, or none that can be read
	 */
	int send(HttpPost request, byte[] body, int length, List<WaitingBeat> batch) throws IOException {
		request.setEntity(new ByteArrayEntity(body, 0, length, ContentType.APPLICATION_JSON));
		return this.http.execute(request, response -> settle(response, batch));
	}

	private int settle(ClassicHttpResponse response, List<WaitingBeat> batch) throws IOException {
		if (response.getCode() == HttpStatus.SC_OK && response.getEntity() != null) {
			this.answer.settle(response.getEntity().getContent(), batch);
		}
		return response.getCode();
	}

	@Override
	public void close() {
		this.http.close(CloseMode.IMMEDIATE);
	}

	/** Once, when the connection broke before there was an answer. */
	private static final class OnAFreshConnection implements HttpRequestRetryStrategy {

		@Override
		public boolean retryRequest(HttpRequest request, IOException failure, int tries, HttpContext context) {
			boolean broken = failure instanceof NoHttpResponseException
					|| (failure instanceof SocketException && !(failure instanceof ConnectException));
			return broken && tries == 1;
		}

		@Override
		public boolean retryRequest(HttpResponse response, int tries, HttpContext context) {
			return false;
		}

		@Override
		public TimeValue getRetryInterval(HttpResponse response, int tries, HttpContext context) {
			return TimeValue.ZERO_MILLISECONDS;
		}

	}

}
