namespace Shop.Dns;

/// <summary>Types of records that are understood here; any other number is carried unread.</summary>
public enum RecordType
{
    None = 0,
    A = 1,
    Ns = 2,
    Soa = 6,
    Txt = 16,
    Aaaa = 28,
    Opt = 41,
    Any = 255,
}

/// <summary>How a query ended. Values above 15 need EDNS: their upper bits travel in OPT.</summary>
public enum ResponseCode
{
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NxDomain = 3,
    NotImp = 4,
    Refused = 5,
    BadVers = 16,
}
