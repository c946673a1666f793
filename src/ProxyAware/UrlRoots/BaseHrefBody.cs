using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace ProxyAware.UrlRoots;

/// <summary>
/// Holds a page back until it is whole, and lets every other response pass. It decides when the first byte is about to be written: a page
/// is HTML of a known, small length, which pages that are streamed never have.
/// </summary>
internal sealed class BaseHrefBody : Stream, IHttpResponseBodyFeature
{
    private const int MaxLength = 4 * 1024 * 1024;

    private readonly HttpResponse _response;
    private readonly IHttpResponseBodyFeature _inner;
    private MemoryStream? _page;
    private PipeWriter? _writer;
    private bool _decided;

    public BaseHrefBody(HttpResponse response, IHttpResponseBodyFeature inner)
    {
        _response = response;
        _inner = inner;
    }

    /// <summary>The page that was held back; null if the response passed, or has no body.</summary>
    public MemoryStream? Page => _page;

    public Stream Stream => this;

    public PipeWriter Writer => _writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static bool IsPage(HttpResponse response) =>
        response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true && response.Headers.ContentEncoding.Count == 0;

    public void DisableBuffering() => _inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => Holds() ? Task.CompletedTask : _inner.StartAsync(cancellationToken);

    public async Task CompleteAsync()
    {
        await FlushWriterAsync();
        if (!Holds())
        {
            await _inner.CompleteAsync();
        }
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => Holds()
        ? SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken)
        : _inner.SendFileAsync(path, offset, count, cancellationToken);

    public async Task FlushWriterAsync()
    {
        if (_writer is not null)
        {
            await _writer.FlushAsync();
        }
    }

    public override void Flush()
    {
        if (!Holds())
        {
            _inner.Stream.Flush();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Holds() ? Task.CompletedTask : _inner.Stream.FlushAsync(cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Target().Write(buffer, offset, count);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Target().WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => Target().WriteAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private Stream Target() => Holds() ? _page! : _inner.Stream;

    private bool Holds()
    {
        if (!_decided)
        {
            _decided = true;
            var length = _response.ContentLength;
            if (!_response.HasStarted && length is > 0 and <= MaxLength && IsPage(_response) && _response.StatusCode is 200 or 206)
            {
                _page = new MemoryStream((int)length.Value);
            }
        }

        return _page is not null;
    }
}
