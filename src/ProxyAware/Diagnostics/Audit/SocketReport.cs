namespace ProxyAware.Diagnostics.Audit;

/// <summary>What the browser saw of its WebSocket.</summary>
/// <param name="Opened">Whether it opened.</param>
/// <param name="Seconds">How long it was open.</param>
/// <param name="Wanted">How long it was to be held.</param>
/// <param name="Closed">Whether it was closed from elsewhere.</param>
/// <param name="Code">The code it was closed with; 0 for none.</param>
internal sealed record SocketReport(bool Opened, double Seconds, double Wanted, bool Closed, int Code);
