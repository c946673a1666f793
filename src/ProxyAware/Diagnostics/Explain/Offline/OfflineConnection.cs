using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ProxyAware.Diagnostics.Explain.Offline;

/// <summary>A connection that is two pipes in memory. It says of its other side what the explained request says.</summary>
internal sealed class OfflineConnection : ConnectionContext, IConnectionIdFeature, IConnectionEndPointFeature
{
    private readonly Pipe _input = NewPipe();
    private readonly Pipe _output = NewPipe();

    public OfflineConnection(string id, EndPoint? peer, bool isHttps, OfflineExchange exchange)
    {
        ConnectionId = id;
        RemoteEndPoint = peer;
        Transport = new Sides(_input.Reader, _output.Writer);
        Features.Set<IConnectionIdFeature>(this);
        Features.Set<IConnectionEndPointFeature>(this);
        Features.Set(exchange);
        if (isHttps)
        {
            Features.Set<ITlsConnectionFeature>(new TlsConnectionFeature());
        }
    }

    public override string ConnectionId { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    /// <summary>Where the client writes to.</summary>
    public PipeWriter Client => _input.Writer;

    /// <summary>What the client would read.</summary>
    public PipeReader Answer => _output.Reader;

    /// <summary>Nobody waits at the other end.</summary>
    public override void Abort(ConnectionAbortedException abortReason) => _output.Writer.CancelPendingFlush();

    private static Pipe NewPipe() => new(new PipeOptions(pauseWriterThreshold: 0));

    private sealed record Sides(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
