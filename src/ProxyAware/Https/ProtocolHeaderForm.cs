namespace ProxyAware.Https;

/// <summary>How the value of the protocol header is read.</summary>
internal enum ProtocolHeaderForm
{
    /// <summary><c>http</c>, <c>https</c>, <c>ws</c>, <c>wss</c>.</summary>
    Scheme,

    /// <summary><c>on</c>, <c>off</c>.</summary>
    Switch,

    /// <summary>One value means https, every other one http.</summary>
    Exact,
}
