using System.Diagnostics;
using System.Globalization;
using ProxyAware.Tests.Support;

namespace ProxyAware.Tests.Upstream.Pki;

/// <summary>An HTTPS server of OpenSSL's, which says by an alert what it thinks of a client's certificate; the framework's servers only close the connection.</summary>
internal sealed class OpenSslServer : IDisposable
{
    private readonly Process _process;

    private OpenSslServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public Uri Url => new($"https://127.0.0.1:{Port}/");

    /// <param name="folder">Where its files are.</param>
    /// <param name="demands">Whether a client must have a certificate of the tests' root, or may come without.</param>
    /// <param name="port">Its port; 0 for a free one.</param>
    public static async Task<OpenSslServer> StartAsync(TemporaryFolder folder, bool demands, int port = 0)
    {
        var info = new ProcessStartInfo("openssl") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        string[] arguments =
        [
            "s_server", "-accept", $"127.0.0.1:{port}", "-www", "-tls1_3", demands ? "-Verify" : "-verify", "1", "-verify_return_error",
            "-cert", folder.Write("server.pem", TestPki.Leaf.Pem), "-key", folder.Write("server.key", TestPki.Leaf.KeyPem), "-CAfile", folder.Write("clients.pem", TestPki.Root.Pem),
        ];
        Array.ForEach(arguments, info.ArgumentList.Add);
        var process = Process.Start(info)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The address is there only if the port was not given.
            if (line.StartsWith("ACCEPT", StringComparison.Ordinal))
            {
                return new(process, port != 0 ? port : int.Parse(line.AsSpan(line.LastIndexOf(':') + 1), CultureInfo.InvariantCulture));
            }
        }

        process.Dispose();
        throw new InvalidOperationException("openssl s_server did not start.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
