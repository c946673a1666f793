namespace ProxyAware.Trust;

/// <summary>Why a token of a list is not one, and what to write instead.</summary>
internal sealed record TokenProblem(string Token, string Reason, string Fix);
