global using Microsoft.Extensions.Options;
global using Yarp.ReverseProxy.Configuration;
global using Yarp.ReverseProxy.Forwarder;
global using Yarp.ReverseProxy.Model;
