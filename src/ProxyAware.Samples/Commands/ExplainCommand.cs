using System.Text;
using System.Text.Json;

namespace ProxyAware.Samples.Commands;

/// <summary>
/// <c>explain request.http</c>: what an app with this configuration would decide about a request, and why, without sending it. The exit code is 0 when the request would be
/// served, 1 when it would be refused or redirected, and 2 when the request or the configuration cannot be used.
/// </summary>
internal static class ExplainCommand
{
    public const string Usage = "usage: explain <file or -> [--config <appsettings.json>] [--peer <address>] [--tls] [--json] [--setting=value ...]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (!ExplainArguments.TryParse(args, out var arguments))
        {
            await Console.Error.WriteLineAsync(Usage + Environment.NewLine
                + "The file holds a request as it is on the wire of HTTP/1.1; - reads it from the standard input. Without --config the sample's own configuration is used.");
            return 2;
        }

        try
        {
            var request = RequestToExplain.Parse(await ReadAsync(arguments.File));
            request = arguments.Peer is { } peer ? request.WithPeer(peer) : request;
            request = arguments.Tls ? request with { IsHttps = true } : request;
            await using var explainer = ExplainedSite.Create(arguments);
            var explanation = await explainer.ExplainAsync(request);
            await Console.Out.WriteAsync(arguments.Json
                ? JsonSerializer.Serialize(explanation, SampleJson.Indented.ProxyExplanation) + Environment.NewLine
                : explanation.ToString());
            return explanation.Verdict.Outcome == ExplainedOutcome.Served ? 0 : 1;
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // A file of settings that is no JSON says in which line only inside.
            await Console.Error.WriteLineAsync(exception.InnerException is FormatException inner ? $"{exception.Message} {inner.Message}" : exception.Message);
            return 2;
        }
    }

    /// <summary>The bytes as Kestrel reads them; others than UTF-8 it refuses.</summary>
    private static async Task<string> ReadAsync(string file)
    {
        await using var source = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        using var bytes = new MemoryStream();
        await source.CopyToAsync(bytes);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.ToArray());
        }
        catch (DecoderFallbackException exception)
        {
            throw new FormatException($"'{file}' is not UTF-8 at byte {exception.Index}. Kestrel answers such a request with 400, before the app sees it.");
        }
    }
}
