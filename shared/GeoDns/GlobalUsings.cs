global using System.Net;
global using System.Net.Sockets;
global using Shop.Dns;
