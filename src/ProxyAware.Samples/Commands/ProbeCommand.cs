using System.Globalization;

namespace ProxyAware.Samples.Commands;

/// <summary>
/// <c>probe name url</c>: one request with an upstream of the configuration. It prints the verdict and what the server showed; the exit code is 0, 1 when the server was
/// rejected or did not answer, and 2 when the configuration cannot be used.
/// </summary>
internal static class ProbeCommand
{
    public const string Usage = "usage: probe <name> <url> [--setting=value ...]";

    /// <summary>The setting that holds how long the answer may take.</summary>
    private const string TimeoutKey = "Probe:Timeout";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var name, var address, ..] || !Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            await Console.Error.WriteLineAsync(Usage + Environment.NewLine + "The url begins with https://.");
            return 2;
        }

        var builder = Host.CreateApplicationBuilder(args[2..]);
        var timeout = TimeSpan.FromSeconds(30);
        if (builder.Configuration[TimeoutKey] is { } text && (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out timeout) || timeout <= TimeSpan.Zero || timeout > TimeSpan.FromDays(1)))
        {
            await Console.Error.WriteLineAsync($"{TimeoutKey} = '{text}': it is no time between nothing and a day. Fix: write hours, minutes and seconds, such as 00:01:00.");
            return 2;
        }

        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddHttpClient(name).AddUpstreamTls();
        using var host = builder.Build();
        await host.StartAsync();
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
        client.Timeout = timeout;
        var accepted = await RequestAsync(client, name, url);
        await ServerView.PrintAsync(url);
        await host.StopAsync();
        return accepted ? 0 : 1;
    }

    private static async Task<bool> RequestAsync(HttpClient client, string name, Uri url)
    {
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
            Console.WriteLine($"verdict:  accepted by upstream '{name}', HTTP/{response.Version} {(int)response.StatusCode}");
            return true;
        }
        catch (Exception exception) when (Find(exception) is { } cause)
        {
            PrintRejection(cause, name);
            return false;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"verdict:  none; upstream '{name}' did not answer within {client.Timeout.TotalSeconds} s.");
            return false;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // Not a matter of certificates: nobody listens there, or the server broke off.
            Console.WriteLine($"verdict:  none; upstream '{name}' did not answer: {exception.Message}");
            return false;
        }
    }

    private static void PrintRejection(UpstreamTlsException cause, string name)
    {
        Console.WriteLine($"verdict:  rejected by upstream '{name}': {cause.Message}");
        Console.WriteLine($"remedy:   {cause.Remedy}");
        foreach (var pin in cause.SeenPins.Take(1))
        {
            Console.WriteLine($"paste:    \"ProxyAware\": {{ \"Upstreams\": {{ \"{name}\": {{ \"Verification\": \"PinOnly\", \"Pins\": [\"{pin}\"] }} }} }}");
        }
    }

    private static UpstreamTlsException? Find(Exception? exception) =>
        exception is null ? null : exception as UpstreamTlsException ?? Find(exception.InnerException);
}
