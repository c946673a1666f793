using ProxyAware.Upstream.Validation;

namespace ProxyAware.Upstream.Handshake;

/// <summary>
/// Makes the connections of a handler. The order of decisions: the request must be one that can be vouched for; TCP and handshake
/// within the time; the verdict of the validator; without one, a second attempt that resumes nothing; else refusal.
/// </summary>
internal sealed class UpstreamConnector(Func<UpstreamPolicy> policies, TimeProvider time, HandshakeLog log)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, Func<UpstreamFailure?> handlerProblem, CancellationToken cancellationToken)
    {
        var policy = policies();
        var target = PeerTarget.Of(policy, context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        if ((RequestRules.Check(context.InitialRequestMessage) ?? handlerProblem()) is { } problem)
        {
            log.Rejected(problem.Reason);
            throw new UpstreamTlsException(policy.Name, target.Endpoint, problem);
        }

        var start = time.GetTimestamp();
        try
        {
            return await ConnectInTimeAsync(policy, target, context.InitialRequestMessage, start, cancellationToken).ConfigureAwait(false);
        }
        catch (UpstreamTlsException exception)
        {
            log.Refused(exception, time.GetElapsedTime(start));
            throw;
        }
    }

    private async Task<Stream> ConnectInTimeAsync(UpstreamPolicy policy, PeerTarget target, HttpRequestMessage request, long start, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(policy.HandshakeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var attempt = new UpstreamHandshake(policy, target, time, log);
        try
        {
            var offer = AlpnOffer.For(request);
            var stream = await attempt.ConnectAsync(offer, resume: true, either.Token).ConfigureAwait(false);
            if (attempt.Verdict is null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                attempt = new UpstreamHandshake(policy, target, time, log);
                stream = await attempt.ConnectAsync(offer, resume: false, either.Token).ConfigureAwait(false);
            }

            if (attempt.Verdict is not { IsAccepted: true } verdict)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
                throw new UpstreamTlsException(policy.Name, target.Endpoint, new(
                    UpstreamTlsReason.NoVerdict, "the handshake ended without a verdict on the server's certificate, also without a resumed session",
                    "Report this; nothing was sent"));
            }

            log.Accepted(policy, target, verdict, attempt.Certificate, time.GetElapsedTime(start));
            return stream;
        }
        catch (Exception exception) when (exception is not UpstreamTlsException && timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new UpstreamTlsException(policy.Name, target.Endpoint, HandshakeFailures.TimedOut(policy, attempt.Tap));
        }
    }
}
